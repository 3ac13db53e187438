// Writes THIRD-PARTY-LICENSES.txt from what is installed: npm run licences. A test holds the file against the installation.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { thirdPartyLicences } from './third-party-licences.ts'

const root = join(import.meta.dirname, '..', '..', '..')
writeFileSync(join(root, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(root))
