import pino from 'pino'

/** Facts for whoever looks after the machine. Never keys, PINs, levels or words of people. */
export interface Logger {
  debug(event: string, facts?: Facts): void
  info(event: string, facts?: Facts): void
  warn(event: string, facts?: Facts): void
  error(event: string, facts?: Facts, cause?: unknown): void
  child(part: string): Logger
}
export type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A logger of JSON lines on standard error, which leaves standard output to the command. */
export function createLogger(level: LogLevel): Logger {
  return wrap(pino({ level, base: null }, pino.destination({ fd: 2, sync: true })))
}

/** A logger that says nothing, for tests and one-off commands. */
export const silentLogger: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  child: () => silentLogger,
}

function wrap(sink: pino.Logger): Logger {
  return {
    debug: (event, facts) => sink.debug(facts ?? {}, event),
    info: (event, facts) => sink.info(facts ?? {}, event),
    warn: (event, facts) => sink.warn(facts ?? {}, event),
    error: (event, facts, cause) => sink.error({ ...facts, err: cause }, event),
    child: (part) => wrap(sink.child({ part })),
  }
}
