import { adjustedCoverage } from './adjusted-coverage.ts'
import { soakArchives } from './archive-large.ts'
import { soakCorrelation } from './correlation-coverage.ts'
import { plateErrorRates, shareCoverage } from './in-vitro-coverage.ts'
import { soakKills } from './kills.ts'
import { potencyCoverage } from './potency-coverage.ts'
import { soakVerdicts } from './verdict-campaign.ts'

// Long campaigns. Error rates and coverage of the verdict rule, of the rank correlation and of relative potency,
// of the share lost with an inhibitor and of comparisons within a plate by simulation; archives of
// 70,000 attachments and of hundreds of megabytes, written, read back and verified with bounded memory; a browser killed 300 times while it works on a notebook.
// `npm run soak verdicts` runs one of them.
const wanted = process.argv.slice(2)
const runs = (name: string): boolean => wanted.length === 0 || wanted.includes(name)
if (runs('verdicts')) soakVerdicts()
if (runs('correlation')) soakCorrelation()
if (runs('adjusted')) console.log('reduction at equal scores at the first dose: coverage', JSON.stringify(adjustedCoverage(10_000, 1985), null, 1))
if (runs('potency')) console.log('relative potency: decisions on parallelism, coverage over runs', JSON.stringify(potencyCoverage(300, 1955), null, 1))
if (runs('mechanism')) console.table(shareCoverage(20_000, 2111))
if (runs('plates')) console.table(plateErrorRates(1_000, 2112))
if (runs('archives')) await soakArchives()
if (runs('kills') && !(await soakKills(300))) process.exitCode = 1
