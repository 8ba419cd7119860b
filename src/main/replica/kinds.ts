import type { EntryKind, KindRules } from './entry.ts'

/** Who answers for which kind of message. Features register theirs once, before anything is received. */
export class Kinds {
  readonly #rules = new Map<EntryKind, KindRules>()

  register(...all: readonly KindRules[]): void {
    for (const rules of all) this.#rules.set(rules.kind, rules)
  }

  rulesOf(kind: EntryKind): KindRules | undefined {
    return this.#rules.get(kind)
  }
}
