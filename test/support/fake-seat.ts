import { hostHandlers } from '../../src/main/app/node-handlers.ts'
import { Signal } from '../../src/main/platform/signal.ts'
import type { Caller } from '../../src/shared/bridge/caller.ts'
import { createRouter, type Router } from '../../src/shared/bridge/router.ts'
import { contract, type MirrorwellEvent, type MirrorwellHandlers } from '../../src/shared/contract/index.ts'
import { MirrorError } from '../../src/shared/kernel/errors.ts'
import type { MirrorId, NodeId } from '../../src/shared/kernel/ids.ts'

/** The one Mirror of a FakeSeat, and her PIN. */
export const FAKE_MIRROR = { mirrorId: 'ab'.repeat(16) as MirrorId, name: 'Anna', pin: '2468' } as const

const FAKE_HOST = { hostKind: 'node', dataDir: '/fake', notifications: false, filePicker: false } as const

type EventListener = (name: MirrorwellEvent, payload: unknown, atMs: number) => void

/** What a host serves, without a Node behind it: a router over a few methods, unlocking per caller, events on demand. */
export class FakeSeat {
  readonly router: Router<Caller>
  readonly endedCallers: string[] = []
  /** What was decided, in order. */
  readonly decided: string[] = []
  readonly #node: { readonly nodeId: NodeId; readonly name: string } | null
  readonly #unlocked = new Set<string>()
  readonly #served = new Signal<string>()
  readonly #listeners = new Set<EventListener>()

  /** @param node who it says it is; nobody: its Node is locked */
  constructor(node: { readonly nodeId: NodeId; readonly name: string } | null = null) {
    this.#node = node
    const router = createRouter<typeof contract, Caller>({
      contract,
      handlers: () => this.#handlers(),
      unserved: () => new MirrorError('node-locked'),
      requireMirror: (caller) => {
        if (!this.#unlocked.has(caller.sessionId)) throw new MirrorError('mirror-locked')
      },
      requireConfirmation: ({ confirmations }, act, confirmation) => confirmations?.redeem(confirmation, act),
      describe: (error) => error.toBody(),
    })
    this.router = {
      answer: router.answer,
      serve: (channel, caller) => {
        this.#served.emit(caller.sessionId)
        return router.serve(channel, caller)
      },
    }
  }

  /** Resolves when a page or a script is let in from now on. */
  nextServed(): Promise<string> {
    return new Promise((resolve) => this.#served.listen(resolve))
  }

  onEvent(_caller: Caller, listener: EventListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  emit(name: MirrorwellEvent, payload: unknown, atMs: number): void {
    for (const listener of this.#listeners) listener(name, payload, atMs)
  }

  endCaller(sessionId: string): void {
    this.#unlocked.delete(sessionId)
    this.endedCallers.push(sessionId)
  }

  async metrics(): Promise<string> {
    return 'mirrorwell_neighbours 0\n'
  }

  #handlers(): Partial<MirrorwellHandlers<Caller>> {
    const { mirrorId, name, pin } = FAKE_MIRROR
    const refuse = (): never => {
      throw new MirrorError('internal')
    }
    return {
      setup: {
        status: () => ({ phase: 'open', vault: 'passphrase', suggestedLanguage: 'en' }),
        create: refuse,
        restore: refuse,
        unlock: refuse,
      },
      mirrors: {
        list: (_input, caller) => {
          const unlocked = this.#unlocked.has(caller.sessionId)
          const rest = { sinceMs: 0, untilMs: null, revoked: false, triesLeft: 5, blockedUntilMs: null }
          return { mirrors: [{ mirrorId, name, unlocked, ...rest }] }
        },
        unlock: (input, caller) => {
          if (input.pin !== pin) throw new MirrorError('pin-wrong', { triesLeft: 4 })
          this.#unlocked.add(caller.sessionId)
          return {}
        },
        add: refuse,
        revoke: refuse,
        lock: refuse,
        changePin: refuse,
      },
      ...(this.#node && {
        node: { status: () => this.#node } as unknown as MirrorwellHandlers<Caller>['node'],
      }),
      policy: { get: () => ({ transfersNeed: 1 }), set: (input) => input },
      host: hostHandlers(FAKE_HOST, { version: '0.0.0', diagnose: () => '' }),
      transfers: {
        decide: ({ id, consent }: { id: string; consent: boolean }) => {
          this.decided.push(`${id} ${consent}`)
          return {}
        },
      } as unknown as MirrorwellHandlers<Caller>['transfers'],
    }
  }
}
