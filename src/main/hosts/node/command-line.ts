import { Command, CommanderError, Option } from 'commander'
import { type ErrorCode, MirrorError } from '../../../shared/kernel/errors.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { Seat } from '../../app/seat.ts'
import { type BenchFlags, parseRounds, parseScale } from './bench-flags.ts'
import type { CallFlags } from './call-command.ts'
import { HELP_WORDS, type HelpWord, USAGE_WORDS, type UsageWord } from './command-words.ts'
import type { DoctorFlags } from './doctor-command.ts'
import type { NodeSeatRequest } from './node-seat.ts'
import type { OpenFlags } from './open-command.ts'
import { parseNodes, parseSeed, type RehearseFlags } from './rehearse-flags.ts'
import {
  collect,
  parseFederationKind,
  parseIntervalMs,
  parseLanguage,
  parsePlace,
  parsePort,
  parseSwitch,
  type ServeFlags,
} from './serve-flags.ts'
import { printError, printJson } from './terminal.ts'
import { usageError } from './usage-error.ts'
import type { WatchFlags } from './watch-command.ts'

/** Codes of a wrong command line rather than of something that failed. */
const WRONG_USE: readonly ErrorCode[] = [
  'usage',
  'passphrase-required',
  'address-invalid',
  'test-only',
  'invalid-input',
]

export interface CommandLineDeps {
  readonly language: Language
  readonly version: string
  openSeat(request: NodeSeatRequest): Promise<Seat>
}

/**
 * Run the command that `args` name.
 *
 * Every command is loaded when it is asked for, so that `call` in a meter's
 * script does not wait for a database and a network.
 *
 * @returns the exit code: 0 done, 1 the thing failed, 2 wrong use
 */
export async function runCommandLine(args: readonly string[], deps: CommandLineDeps): Promise<number> {
  let exitCode = 0
  const finish = async (work: Promise<number>): Promise<void> => {
    exitCode = await work
  }
  const program = createProgram(deps, finish)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (thrown) {
    if (thrown instanceof CommanderError && thrown.exitCode === 0) return 0 // help or version was shown
    const unknown = isUnknownCommand(thrown, program) ? program.args[0] : undefined
    if (unknown === undefined) return reportFailure(toMirrorError(thrown), args, deps.language)
    const code = await reportFailure(usageError('commander.unknownCommand', unknown), args, deps.language)
    printError(`\n${program.helpInformation().trimEnd()}`)
    return code
  }
}

type Finish = (work: Promise<number>) => Promise<void>

function createProgram(deps: CommandLineDeps, finish: Finish): Command {
  const words = (key: HelpWord): string => HELP_WORDS[key][deps.language]
  const program = new Command('mirrorwell')
    .description(words('about'))
    .version(deps.version, '--version', words('version'))
    .helpOption('-h, --help', words('help'))
    .helpCommand(false)
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeErr: () => {}, outputError: () => {} })
    .configureHelp({ styleTitle: (title) => (title in HELP_WORDS ? words(title as HelpWord) : title) })
    .allowExcessArguments(false)
    .option('--data <dir>', words('data'))
    .option('--web', words('web'))
    .action((flags: OpenFlags) => finish(import('./open-command.ts').then((m) => m.openFace(flags, deps))))
  addServe(program, deps, finish)
  addCall(program, deps, finish)
  addLooking(program, deps, finish)
  addRehearse(program, deps, finish)
  addBench(program, deps, finish)
  return program
}

function addServe(program: Command, deps: CommandLineDeps, finish: Finish): void {
  const words = (key: HelpWord): string => HELP_WORDS[key][deps.language]
  program
    .command('serve')
    .description(words('serve'))
    .helpOption('-h, --help', words('help'))
    .requiredOption('--data <dir>', words('data'))
    .option('--name <name>', words('name'))
    .option('--mirror <name>', words('mirror'))
    .option('--pin-file <file>', words('pinFile'))
    .option('--passphrase-file <file>', words('passphraseFile'))
    .option('--recovery-out <file>', words('recoveryOut'))
    .option('--restore-words-file <file>', words('restoreWordsFile'))
    .option('--restore-backup-file <file>', words('restoreBackupFile'))
    .option('--from-copy', words('fromCopy'))
    .option('--lang <sv|ja|en>', words('lang'), parseLanguage)
    .option('--place <lat,lon,km>', words('place'), parsePlace)
    .option('--listen <multiaddr>', words('listen'), collect)
    .option('--http <port>', words('http'), parsePort)
    .option('--join <invite>', words('join'))
    .option('--lan <on|off>', words('lan'), parseSwitch)
    .option('--dht <on|off>', words('dht'), parseSwitch)
    .option('--helper <on|off>', words('helper'), parseSwitch)
    .option('--new-federation <test>', words('newFederation'), parseFederationKind)
    .option('--report-interval-ms <n>', words('reportIntervalMs'), parseIntervalMs)
    .option('--slot-ms <n>', words('slotMs'), parseIntervalMs)
    .option('--json', words('json'))
    .action((flags: ServeFlags) => finish(import('./serve-command.ts').then((m) => m.serve(flags, deps))))
}

function addCall(program: Command, deps: CommandLineDeps, finish: Finish): void {
  const words = (key: HelpWord): string => HELP_WORDS[key][deps.language]
  program
    .command('call <feature.method> [json]')
    .description(words('call'))
    .helpOption('-h, --help', words('help'))
    .requiredOption('--data <dir>', words('data'))
    .option('--as <mirror>', words('as'))
    .option('--pin-file <file>', words('pinFile'))
    .option('--json', words('json'))
    .action((method: string, input: string | undefined, flags: CallFlags) =>
      finish(import('./call-command.ts').then((m) => m.call({ method, input }, flags))),
    )
}

function addLooking(program: Command, deps: CommandLineDeps, finish: Finish): void {
  const { language } = deps
  const words = (key: HelpWord): string => HELP_WORDS[key][language]
  program
    .command('watch [event...]')
    .description(words('watch'))
    .helpOption('-h, --help', words('help'))
    .requiredOption('--data <dir>', words('watchData'), collect)
    .option('--json', words('json'))
    .action((names: readonly string[], flags: WatchFlags) =>
      finish(import('./watch-command.ts').then((m) => m.watch(names, flags, language))),
    )
  program
    .command('selftest')
    .description(words('selftest'))
    .helpOption('-h, --help', words('help'))
    .option('--json', words('json'))
    .action((flags: { json?: boolean }) =>
      finish(import('./selftest-command.ts').then((m) => m.selftest(flags, language))),
    )
  program
    .command('doctor')
    .description(words('doctor'))
    .helpOption('-h, --help', words('help'))
    .option('--data <dir>', words('data'))
    .option('--json', words('json'))
    .action((flags: DoctorFlags) =>
      finish(import('./doctor-command.ts').then((m) => m.doctor(flags, language))),
    )
}

function addRehearse(program: Command, { language }: CommandLineDeps, finish: Finish): void {
  const words = (key: HelpWord): string => HELP_WORDS[key][language]
  program
    .command('rehearse <scenario|all>')
    .description(words('rehearse'))
    .helpOption('-h, --help', words('help'))
    .option('--nodes <n>', words('rehearseNodes'), parseNodes)
    .option('--seed <n>', words('rehearseSeed'), parseSeed)
    .option('--report <dir>', words('rehearseReport'))
    .option('--json', words('json'))
    .action((scenario: string, flags: RehearseFlags) =>
      finish(import('./rehearse-command.ts').then((m) => m.rehearse(scenario, flags, { language }))),
    )
}

function addBench(program: Command, { language }: CommandLineDeps, finish: Finish): void {
  const words = (key: HelpWord): string => HELP_WORDS[key][language]
  program
    .command('bench <name|all>')
    .description(words('bench'))
    .helpOption('-h, --help', words('help'))
    .option('--rounds <n>', words('benchRounds'), parseRounds)
    .option('--report <dir>', words('benchReport'))
    .option('--json', words('json'))
    .addOption(new Option('--scale <share>').argParser(parseScale).hideHelp())
    .action((name: string, flags: BenchFlags) =>
      finish(import('./bench-command.ts').then((m) => m.bench(name, flags, { language }))),
    )
}

/** To commander, a word that names no command is one too many for the command without a name. */
function isUnknownCommand(thrown: unknown, program: Command): boolean {
  const isExcess = thrown instanceof CommanderError && thrown.code === 'commander.excessArguments'
  const named = program.commands.some((command) => command.name() === program.args[0])
  return isExcess && !named
}

function toMirrorError(thrown: unknown): MirrorError {
  if (!(thrown instanceof CommanderError)) return MirrorError.from(thrown)
  const subject = /'([^']+)'/u.exec(thrown.message)?.[1] ?? ''
  return Object.hasOwn(USAGE_WORDS, thrown.code)
    ? usageError(thrown.code as UsageWord, subject)
    : new MirrorError('usage', {}, thrown)
}

/** Programs get the error as JSON on standard output, people a sentence on standard error. */
async function reportFailure(
  error: MirrorError,
  args: readonly string[],
  language: Language,
): Promise<number> {
  const { describeError } = await import('./words.ts')
  const body = describeError(error, language)
  const isCall = args[0] === 'call'
  if (isCall || args.includes('--json')) printJson({ error: body })
  else printError(`mirrorwell: ${body.code}: ${body.message}`)
  if (error.code === 'internal') printError(String((error.cause as Error | undefined)?.stack ?? error.cause))
  const isWrongUse = isCall ? error.code === 'usage' : WRONG_USE.includes(error.code)
  return isWrongUse ? 2 : 1
}
