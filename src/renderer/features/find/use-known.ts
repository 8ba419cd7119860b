import { useMemo } from 'react'
import { type IntlShape, useIntl } from 'react-intl'
import type { AlertView } from '../../../shared/contract/alerts.ts'
import type { NeighbourView } from '../../../shared/contract/neighbours.ts'
import type { OwnResource } from '../../../shared/contract/resources.ts'
import type { HandbookPage, SeedView } from '../../../shared/contract/seeds.ts'
import { isolate, type Say, useSay } from '../../app/messages/words.tsx'
import { isPreset, resourceText } from '../../parts/resource-words.tsx'
import { useAnswer, useStores } from '../../stores/stores.tsx'
import type { TransferSummary } from '../../stores/transfers-store.ts'
import { figure } from '../../ui/Quantity.tsx'
import type { FindEntry } from './find-entries.ts'

/** Everything the Node knows that can be gone to, and what of it could not be asked. */
export function useKnown() {
  const say = useSay()
  const intl = useIntl()
  const stores = useStores()
  const alerts = useAnswer(stores.alerts)
  const transfers = useAnswer(stores.transfers)
  const neighbours = useAnswer(stores.neighbours)
  const resources = useAnswer(stores.resources)
  const seeds = useAnswer(stores.seeds)
  const pages = useAnswer(stores.handbook)
  const entries = useMemo(
    () => [
      ...(alerts.data ?? []).map((alert) => alertEntry(say, alert)),
      ...(transfers.data ?? []).map((transfer) => transferEntry({ say, intl, transfer })),
      ...(neighbours.data ?? []).map(nodeEntry),
      ...(resources.data ?? []).map((resource) => resourceEntry({ say, intl, resource })),
      ...(seeds.data ?? []).map((seed) => seedEntry(say, seed)),
      ...(pages.data ?? []).map(pageEntry),
    ],
    [say, intl, alerts.data, transfers.data, neighbours.data, resources.data, seeds.data, pages.data],
  )
  const all = [
    { answer: alerts, load: stores.alerts.load },
    { answer: transfers, load: stores.transfers.load },
    { answer: neighbours, load: stores.neighbours.load },
    { answer: resources, load: stores.resources.load },
    { answer: seeds, load: stores.seeds.load },
    { answer: pages, load: stores.handbook.load },
  ]
  const missing = all.filter(({ answer }) => answer.data === null)
  return {
    entries,
    isLoading: missing.some(({ answer }) => answer.phase === 'loading'),
    failure: missing.map(({ answer }) => answer.failure).find((failure) => failure !== null) ?? null,
    askAgain: () => void Promise.all(missing.map(({ load }) => load())),
  }
}

function alertEntry(say: Say, alert: AlertView): FindEntry {
  return {
    key: `alert ${alert.id}`,
    kind: 'alert',
    title: alert.summary,
    detail: [say(`alert.kind.${alert.kind}`), isolate(alert.originName), isolate(alert.system)].join(' · '),
    unseen: `${alert.detail}\n${alert.mirrorName}`,
    atMs: alert.receivedAtMs,
    way: { address: `/alerts/${alert.id}` },
  }
}

interface Figured {
  readonly say: Say
  readonly intl: IntlShape
}

function transferEntry({ say, intl, transfer }: Figured & { readonly transfer: TransferSummary }): FindEntry {
  const { resource } = transfer
  const kind = isPreset(resource) ? resource : 'other'
  const amount = say('transfer.amount', {
    quantity: `${figure(intl, transfer.quantity)}\u00a0${isolate(transfer.unit)}`,
    thing: say('transfer.thing', { kind, name: isolate(resource) }),
  })
  const peer = isolate(transfer.peerName)
  return {
    key: `transfer ${transfer.id}`,
    kind: 'transfer',
    title: say(transfer.role === 'giver' ? 'transfer.to' : 'transfer.from', { amount, peer }),
    detail: say(
      transfer.outcome === null ? `transfer.phase.${transfer.phase}` : `transfer.outcome.${transfer.outcome}`,
    ),
    unseen: resourceText(say, resource),
    atMs: transfer.offeredAtMs,
    way: { address: `/transfers/${transfer.id}` },
  }
}

const nodeEntry = (neighbour: NeighbourView): FindEntry => ({
  key: `node ${neighbour.nodeId}`,
  kind: 'node',
  title: neighbour.name,
  detail: neighbour.mirrors.map(({ name }) => isolate(name)).join(', '),
  unseen: [neighbour.alias, ...Object.values(neighbour.safetyWords).map((words) => words.join(' '))].join(
    '\n',
  ),
  atMs: neighbour.lastHeardMs ?? 0,
  way: { address: `/neighbours?at=${neighbour.nodeId}` },
})

function resourceEntry({ say, intl, resource }: Figured & { readonly resource: OwnResource }): FindEntry {
  return {
    key: `resource ${resource.resource}`,
    kind: 'resource',
    title: resourceText(say, resource.resource),
    detail: `${figure(intl, resource.level)}\u00a0${isolate(resource.unit)} · ${say(`state.${resource.state}`)}`,
    unseen: '',
    atMs: resource.recordedAtMs,
    way: { address: `/resources?at=${encodeURIComponent(resource.resource)}` },
  }
}

const seedEntry = (say: Say, seed: SeedView): FindEntry => ({
  key: `seed ${seed.id}`,
  kind: 'seed',
  title: seed.title,
  detail: [say(`seed.state.${seed.state}`), isolate(seed.originName)].join(' · '),
  unseen: `${seed.mirrorName}\n${seed.refusedReason ?? ''}`,
  atMs: seed.receivedAtMs,
  way: { address: `/seedbed/${seed.id}` },
})

const pageEntry = (page: HandbookPage): FindEntry => ({
  key: `page ${page.slug}`,
  kind: 'page',
  title: page.title,
  detail: isolate(page.originName),
  unseen: page.plantedBy,
  atMs: page.plantedAtMs,
  way: { address: `/handbook/${encodeURIComponent(page.slug)}` },
})
