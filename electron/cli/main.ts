#!/usr/bin/env node
import { exitCodes } from './exit-codes.ts'
import { runProgram } from './run-program.ts'

// A closed pipe ("stromabook results ... | head") is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done)
  throw error
})
process.exitCode = await runProgram(process.argv)
