/** One line of what a command is for. */
export function printLine(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** One JSON value on one line: what programs read. */
export function printJson(value: unknown): void {
  printLine(JSON.stringify(value))
}

/** Words for the person, beside what a program reads. */
export function printError(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** Resolves once everything printed has left this process. */
export async function flushOutput(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => stream.write('', () => resolve()))
  }
}
