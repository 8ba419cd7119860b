/** How long until a wait is shown. Chosen here: a flash disturbs, and by a second at the latest something must be seen. */
const SHOW_AFTER_MS = 900
/** How long until a wait says what it is at, and for how long. Chosen here: a silence worries. */
const NAME_AFTER_MS = 5_000
/** How long until a wait offers a way out. Chosen here: a minute is as long as anybody looks at a bar. */
const WAY_OUT_AFTER_MS = 60_000

/** What a wait shows by its age: nothing, that it goes on, what it is at, a way out. */
export type WaitStage = 'unseen' | 'shown' | 'named' | 'long'

export function stageOf(elapsedMs: number): WaitStage {
  if (elapsedMs < SHOW_AFTER_MS) return 'unseen'
  if (elapsedMs < NAME_AFTER_MS) return 'shown'
  return elapsedMs < WAY_OUT_AFTER_MS ? 'named' : 'long'
}

/** What a person can do who has waited long. */
export interface WayOut {
  readonly label: string
  readonly onPress: () => void
}
