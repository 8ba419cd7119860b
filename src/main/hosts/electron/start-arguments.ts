import { linkAmong } from './deep-link.ts'

export interface StartArguments {
  /** The folder a person named. */
  readonly data: string | undefined
  /** Compare the cryptography of this runtime with published answers, and end. */
  readonly selftest: boolean
  /** An invitation that was clicked while nothing ran. */
  readonly link: string | null
}

const DATA_FLAG = '--data='

/** What a start was asked for. Chromium's own switches stand among the arguments too, so what is unknown is left alone. */
export function readArguments(argv: readonly string[]): StartArguments {
  return {
    data: argv.find((argument) => argument.startsWith(DATA_FLAG))?.slice(DATA_FLAG.length) || undefined,
    selftest: argv.includes('--selftest'),
    link: linkAmong(argv),
  }
}
