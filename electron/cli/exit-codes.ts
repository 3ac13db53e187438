/** Exit codes of every command, documented in --help and the README. */
export const exitCodes = {
  /** Done, nothing wrong found. */
  done: 0,
  /** Done, but records were refused or findings of severity error exist; everything else came through. */
  errorsFound: 1,
  /** Wrong use of a command: unknown option, unknown batch. */
  usage: 2,
  /** The input could not be read at all: no archive, cut off, wrong hash, newer version. */
  unreadableInput: 3,
  /** The output could not be written; nothing was overwritten. */
  unwritableOutput: 4,
  /** A fault of the program. */
  fault: 5,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Ends a command with a code and a message for the person at the keyboard. */
export class CommandFailure extends Error {
  readonly exitCode: ExitCode
  constructor(exitCode: ExitCode, message: string) {
    super(message)
    this.name = 'CommandFailure'
    this.exitCode = exitCode
  }
}
