import { MirrorError } from '../../../shared/kernel/errors.ts'
import { dataDirFrom } from './data-folder.ts'
import { NodeClient } from './node-client.ts'
import { parseJson } from './parse-json.ts'
import { assertOneStandardInput, readSecretFile, readTextFile, STANDARD_INPUT } from './secret-file.ts'
import { printJson } from './terminal.ts'
import { usageError } from './usage-error.ts'

/** What `call` was asked for. */
export interface CallFlags {
  readonly data: string
  readonly as?: string
  readonly pinFile?: string
}

export interface CallRequest {
  /** `feature.member` of the contract. */
  readonly method: string
  /** JSON, `-` for standard input, or nothing for `{}`. */
  readonly input?: string | undefined
}

interface NamedMirror {
  readonly mirrorId: string
  readonly name: string
  readonly revoked: boolean
}

/** One call to the running Node. With `--as` a Mirror is unlocked for this call and no longer. */
export async function call(request: CallRequest, flags: CallFlags): Promise<number> {
  if ((flags.as === undefined) !== (flags.pinFile === undefined)) throw usageError('mirrorAndPin')
  assertOneStandardInput([request.input, flags.pinFile])
  const input = await readInput(request.input)
  const client = new NodeClient(dataDirFrom(flags.data))
  printJson(await run(client, { method: request.method, input }, flags))
  return 0
}

async function run(
  client: NodeClient,
  { method, input }: { readonly method: string; readonly input: unknown },
  flags: CallFlags,
): Promise<unknown> {
  const { as, pinFile } = flags
  if (as === undefined || pinFile === undefined) return client.call(method, input)
  const pin = await readSecretFile(pinFile)
  return client.inSession(async () => {
    await client.call('mirrors.unlock', { mirrorId: await findMirror(client, as), pin })
    return client.call(method, input)
  })
}

/** @throws MirrorError 'invalid-input' where it is no JSON */
async function readInput(argument: string | undefined): Promise<unknown> {
  if (argument === undefined) return {}
  const input = parseJson(argument === STANDARD_INPUT ? await readTextFile(argument) : argument)
  if (input === undefined) throw new MirrorError('invalid-input', { field: '', problem: 'json' })
  return input
}

/** The Mirror of this id or name; of two with one name, the one who still speaks here. */
async function findMirror(client: NodeClient, nameOrId: string): Promise<string> {
  const { mirrors } = (await client.call('mirrors.list', {})) as { mirrors: readonly NamedMirror[] }
  const wanted = nameOrId.normalize('NFC').trim()
  const matching = mirrors.filter((mirror) => mirror.mirrorId === wanted || mirror.name === wanted)
  const found = matching.find((mirror) => !mirror.revoked) ?? matching[0]
  if (found === undefined) throw new MirrorError('mirror-unknown')
  return found.mirrorId
}
