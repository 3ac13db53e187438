import { soakArchives } from './archive-large.ts'

// Long campaigns: archives of 70,000 attachments and of hundreds of megabytes, written, read back and verified with bounded memory.
await soakArchives()
