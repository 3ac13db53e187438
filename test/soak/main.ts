import { soakArchives } from './archive-large.ts'
import { soakKills } from './kills.ts'

// Long campaigns. Archives of 70,000 attachments and of hundreds of megabytes, written, read back and verified with bounded memory;
// and a browser killed 300 times while it works on a notebook.
await soakArchives()
if (!(await soakKills(300))) process.exitCode = 1
