import type { z } from 'zod'
import type { ErrorCode } from '../kernel/errors.ts'

export interface MethodSpec<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  /** A query changes nothing, a command may, an act is a command that needs an unlocked Mirror and carries that Mirror's signature. */
  readonly kind: 'query' | 'command' | 'act'
  readonly input: In
  readonly output: Out
  /** A page has to bring a person's press for it, from `host.confirm`, made for this method and the input's `id`. */
  readonly confirm?: boolean
  /** Codes a caller must handle beside the bridge's own. */
  readonly errors: readonly ErrorCode[]
}
export interface EventSpec<P extends z.ZodType = z.ZodType> {
  readonly kind: 'event'
  readonly payload: P
}
type Spec<In extends z.ZodType, Out extends z.ZodType> = Omit<MethodSpec<In, Out>, 'kind'>

export const query = <In extends z.ZodType, Out extends z.ZodType>(
  spec: Spec<In, Out>,
): MethodSpec<In, Out> => ({
  kind: 'query',
  ...spec,
})
export const command = <In extends z.ZodType, Out extends z.ZodType>(
  spec: Spec<In, Out>,
): MethodSpec<In, Out> => ({
  kind: 'command',
  ...spec,
})
/** A Mirror's own act: refused with 'mirror-locked' before the handler runs when nobody is unlocked, and with 'not-confirmed' where it needs a press and has none. */
export const act = <In extends z.ZodType, Out extends z.ZodType>(
  spec: Spec<In, Out>,
): MethodSpec<In, Out> => ({
  kind: 'act',
  ...spec,
  errors: [
    ...spec.errors,
    'mirror-locked',
    'mirror-revoked',
    ...(spec.confirm ? (['not-confirmed'] as const) : []),
  ],
})
export const event = <P extends z.ZodType>(payload: P): EventSpec<P> => ({ kind: 'event', payload })

export type Feature = Readonly<Record<string, MethodSpec | EventSpec>>
export type Contract = Readonly<Record<string, Feature>>

/** What the renderer holds: each method a promise, each event a subscription that returns its own stop. */
export type Client<C extends Contract> = {
  readonly [F in keyof C]: {
    readonly [M in keyof C[F]]: C[F][M] extends MethodSpec<infer In, infer Out>
      ? (input: z.input<In>) => Promise<z.output<Out>>
      : C[F][M] extends EventSpec<infer P>
        ? (listener: (payload: z.output<P>) => void) => () => void
        : never
  }
}

/** What main must supply for one feature: one handler per method; a missing one does not compile. */
export type FeatureHandlers<F extends Feature, Caller> = {
  readonly [M in keyof F as F[M] extends MethodSpec ? M : never]: F[M] extends MethodSpec<infer In, infer Out>
    ? (input: z.output<In>, caller: Caller) => Promise<z.input<Out>> | z.input<Out>
    : never
}

/** The handlers of the whole contract, by feature. */
export type Handlers<C extends Contract, Caller> = { readonly [F in keyof C]: FeatureHandlers<C[F], Caller> }

/** The names of a contract's events, as `feature.event`. */
export type EventName<C extends Contract> = {
  [F in keyof C & string]: {
    [M in keyof C[F] & string]: C[F][M] extends EventSpec ? `${F}.${M}` : never
  }[keyof C[F] & string]
}[keyof C & string]
