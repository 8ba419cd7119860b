import type { z } from 'zod'
import { type ErrorBody, MirrorError } from '../kernel/errors.ts'
import type { ConfirmedAct } from './caller.ts'
import type { Frame, FrameChannel } from './channel.ts'
import type { Contract, Handlers, MethodSpec } from './contract.ts'

export interface RouterDeps<C extends Contract, Caller> {
  readonly contract: C
  /** The handlers that serve now; asked per call, because a host answers before its Node is open. */
  handlers(): Partial<Handlers<C, Caller>>
  /** The error thrown when the feature exists but nothing serves it yet. */
  unserved(): MirrorError
  /** Throws 'mirror-locked' unless a Mirror is unlocked for this caller. */
  requireMirror(caller: Caller): void
  /** Spends what this caller has to bring for an act that asks for a press. @throws MirrorError 'not-confirmed' */
  requireConfirmation(caller: Caller, act: ConfirmedAct, confirmation: string | undefined): void
  /** Turns an error into its body, with words; logs the cause of 'internal'. */
  describe(error: MirrorError, method: string): ErrorBody
}

type Call = Omit<Extract<Frame, { t: 'call' }>, 't'>

export interface Router<Caller> {
  /** Answer the calls of one channel on behalf of `caller`. @returns a function that stops serving */
  serve(channel: FrameChannel, caller: Caller): () => void
  /** One call without a channel. Never rejects: failure is an `err` frame. */
  answer(call: Call, caller: Caller): Promise<Frame>
}

type AnyHandler<Caller> = (input: unknown, caller: Caller) => unknown

/** Answers calls by contract: unknown names, bad input and locked Mirrors are refused before a handler sees them. */
export function createRouter<C extends Contract, Caller>(deps: RouterDeps<C, Caller>): Router<Caller> {
  function find(method: string): { spec: MethodSpec; handler: AnyHandler<Caller> } {
    const [feature = '', member = '', ...rest] = method.split('.')
    const specs = Object.hasOwn(deps.contract, feature) ? deps.contract[feature] : undefined
    const spec = specs && Object.hasOwn(specs, member) && rest.length === 0 ? specs[member] : undefined
    if (spec === undefined || spec.kind === 'event') throw new MirrorError('unknown-method', { method })
    const served = deps.handlers()[feature] as Record<string, AnyHandler<Caller>> | undefined
    const handler = served?.[member]
    if (handler === undefined) throw deps.unserved()
    return { spec, handler }
  }

  async function run({ method, input, confirmation }: Call, caller: Caller): Promise<unknown> {
    const { spec, handler } = find(method)
    const parsed = spec.input.safeParse(input ?? {})
    if (!parsed.success) throw new MirrorError('invalid-input', { method, ...firstIssue(parsed.error) })
    if (spec.kind === 'act') deps.requireMirror(caller)
    // Last, so that a press outlives the question for a PIN.
    if (spec.confirm)
      deps.requireConfirmation(caller, { method, subject: subjectOf(parsed.data) }, confirmation)
    return (await handler(parsed.data, caller)) ?? {}
  }

  async function answer(call: Call, caller: Caller): Promise<Frame> {
    try {
      return { t: 'ok', id: call.id, output: await run(call, caller) }
    } catch (thrown) {
      return { t: 'err', id: call.id, error: deps.describe(MirrorError.from(thrown), call.method) }
    }
  }

  return {
    answer,
    serve: (channel, caller) =>
      channel.onFrame((frame) => {
        if (frame.t === 'call') void answer(frame, caller).then((reply) => channel.send(reply))
      }),
  }
}

/** What an act is done to, by the `id` in its input. */
function subjectOf(input: unknown): string {
  return String((input as { readonly id?: unknown }).id)
}

/** Where and why input failed; never the input itself, which may hold a PIN. */
function firstIssue(error: z.ZodError): { field: string; problem: string } {
  const issue = error.issues[0]
  return { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'unknown' }
}
