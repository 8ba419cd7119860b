import { ACCURACIES, type Accuracy, type ResourcePrivacy } from '../../../shared/contract/privacy.ts'
import { MirrorError } from '../../../shared/kernel/errors.ts'
import type { Sentence } from '../../../shared/words/failure-words.ts'
import type { Database } from '../../storage/database.ts'
import { epsilonHundredthsOf, epsilonOf } from './accuracy.ts'
import { type Learnable, learnedOf } from './learned.ts'
import { type ReleaseDesk, SPENT_DAYS } from './release-desk.ts'
import { RELEASES_PER_DAY } from './release-step.ts'
import type { ReleaseStore } from './release-store.ts'
import { quantityOf } from './resource-rules.ts'
import type { ResourceStore } from './resource-store.ts'
import type { ResourceSettings } from './resource-types.ts'

export interface PrivacyServiceDeps {
  readonly database: Database
  readonly resources: Pick<ResourceStore, 'settings' | 'allSettings'>
  readonly releases: ReleaseStore
  readonly desk: Pick<ReleaseDesk, 'today' | 'thirtyDays'>
  /** A sentence in the Node's language. */
  readonly say: (sentence: Sentence, values: Readonly<Record<string, string | number>>) => string
  readonly changed: (resource: string) => void
}

/** How exact the shown ranges are, and what has been spent on them. */
export class PrivacyService {
  readonly #deps: PrivacyServiceDeps

  constructor(deps: PrivacyServiceDeps) {
    this.#deps = deps
  }

  /**
   * Choose how exact a resource's range is, from its next report on.
   *
   * @throws MirrorError 'resource-unknown' | 'accuracy-too-fine' with `finest` | 'accuracy-unknown'
   */
  async setAccuracy(
    resource: string,
    within: number,
  ): Promise<{ resource: string; within: Accuracy; epsilon: number }> {
    const { database, resources, releases, changed } = this.#deps
    const accuracy = toAccuracy(within)
    await database.write(() => {
      if (resources.settings(resource) === null) throw new MirrorError('resource-unknown', { resource })
      releases.putAccuracy(resource, accuracy)
    })
    changed(resource)
    return { resource, within: accuracy, epsilon: epsilonOf(epsilonHundredthsOf(accuracy)) }
  }

  /** What others can learn of each resource, in order of name. */
  budget(): ResourcePrivacy[] {
    return this.#deps.resources.allSettings().map((settings) => this.#budgetOf(settings))
  }

  #budgetOf(settings: ResourceSettings): ResourcePrivacy {
    const { releases, desk } = this.#deps
    const { resource, unit, capacity } = settings
    const within = releases.accuracy(resource)
    const hundredths = epsilonHundredthsOf(within)
    const today = desk.today(resource)
    const thirtyDays = desk.thirtyDays(resource)
    const dearest = Math.max(hundredths, thirtyDays.epsilonHundredthsMax)
    const epsilons = { epsilon: epsilonOf(hundredths), spent30Days: epsilonOf(thirtyDays.epsilonHundredths) }
    return {
      ...{ resource, unit, capacity, within, ...epsilons },
      releasesToday: today.releases,
      releasesLimit: RELEASES_PER_DAY,
      spent1Day: epsilonOf(today.epsilonHundredths),
      limit30Days: epsilonOf(RELEASES_PER_DAY * SPENT_DAYS * dearest),
      heldSinceMs: releases.standing(resource)?.heldSinceMs ?? null,
      learned: this.#learned(resource, { ...epsilons, releasesToday: today.releases }),
    }
  }

  #learned(resource: string, spent: Omit<Learnable, 'shown'>): string[] {
    const { releases, say } = this.#deps
    const standing = releases.standing(resource)
    const shown = standing && {
      low: quantityOf(standing.lowSteps, standing.capacity),
      high: quantityOf(standing.highSteps, standing.capacity),
      unit: standing.unit,
      isHeld: standing.heldSinceMs !== null,
    }
    return learnedOf({ shown, ...spent }).map(([sentence, values]) => say(sentence, values))
  }
}

function toAccuracy(within: number): Accuracy {
  const [finest] = ACCURACIES
  if (within < finest) throw new MirrorError('accuracy-too-fine', { finest })
  const accuracy = ACCURACIES.find((known) => known === within)
  if (accuracy === undefined) throw new MirrorError('accuracy-unknown')
  return accuracy
}
