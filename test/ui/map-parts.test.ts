import { describe, expect, test } from 'vitest'
import { unrolledRing } from '../../src/renderer/features/map/antimeridian.ts'
import { type MapNode, nodesOf } from '../../src/renderer/features/map/map-nodes.ts'
import { tiesOf } from '../../src/renderer/features/map/map-ties.ts'
import { type Drawing, nodeFeatures, tieFeatures } from '../../src/renderer/features/map/node-features.ts'
import { foundIn, resourcesIn, tableOf } from '../../src/renderer/features/map/report-rows.ts'
import {
  nodeIdOf,
  SAMPLE_NOW_MS,
  sampleNeighbour,
  sampleReport,
  sampleResource,
  sampleStatus,
  sampleTransfer,
} from '../support/sample-views.ts'

const HOUR_MS = 3_600_000
const ALBY = { latitude: 60, longitude: 15, radiusKm: 10 }
const HOME = { latitude: 61, longitude: 14, radiusKm: 5 }
const { compare } = new Intl.Collator('sv')

const valley = (): readonly MapNode[] =>
  nodesOf({
    reports: [
      sampleReport('b', { place: ALBY }),
      sampleReport('b', { place: ALBY, hops: 3, receivedAtMs: SAMPLE_NOW_MS - 5 * HOUR_MS }),
      sampleReport('d', { name: 'Björk', state: 'deficit', low: 0, high: 140, hops: 2 }),
      sampleReport('e', { name: 'Ängen', resource: 'ved', state: 'enough', hops: 2 }),
    ],
    neighbours: [
      sampleNeighbour('b', { name: 'Alby', place: ALBY }),
      sampleNeighbour('c', { name: 'Chiba' }),
    ],
    status: sampleStatus({ name: 'Älvdalen', place: HOME }),
    own: [sampleResource(), sampleResource({ resource: 'tid', shown: null })],
  })

const drawing = (part: Partial<Drawing> = {}): Drawing => ({
  layer: 'levels',
  resource: 'water',
  nowMs: SAMPLE_NOW_MS,
  labelOf: ({ name }) => name,
  ...part,
})

describe('the Nodes of a map', () => {
  test('stand there once each, this one first, with the newest of what they show', () => {
    const nodes = valley()
    expect(nodes.map(({ name }) => name)).toEqual(['Älvdalen', 'Alby', 'Chiba', 'Björk', 'Ängen'])
    expect(nodes[1]?.reports.get('water')?.receivedAtMs).toBe(SAMPLE_NOW_MS - HOUR_MS / 5)
    expect(nodes[1]).toMatchObject({ hops: 1, connected: true, place: ALBY })
  })

  test('know of this one only what others see of it', () => {
    const [own] = valley()
    expect([...(own?.reports.keys() ?? [])]).toEqual(['water'])
    expect(own?.reports.get('water')).toMatchObject({ low: 120, high: 720, hops: 0 })
  })

  test('are listed with those in need first, and found whatever the marks on their letters', () => {
    const names = tableOf(valley(), 'water', compare).map(({ name }) => name)
    expect(names).toEqual(['Björk', 'Alby', 'Älvdalen', 'Chiba', 'Ängen'])
    expect(foundIn(valley(), ' angen').map(({ name }) => name)).toEqual(['Ängen'])
    expect(foundIn(valley(), '')).toHaveLength(5)
  })

  test('speak of the resources that all know first, and of what this one alone has last', () => {
    const [own, ...others] = valley()
    const alone = { ...own, reports: new Map([['food', sampleReport('a', { resource: 'food' })]]) } as MapNode
    expect(resourcesIn([alone, ...others], compare)).toEqual(['water', 'ved', 'food'])
  })
})

describe('a mark', () => {
  const drawn = (part: Partial<Drawing> = {}) =>
    new Map(
      nodeFeatures(valley(), drawing(part)).features.map((one) => [one.properties.label, one.properties]),
    )

  test('stands for every Node that has a place, and for no other', () => {
    expect([...drawn().keys()]).toEqual(['Älvdalen', 'Alby'])
  })

  test('reaches inward to the least and outward to the most that a Node may have', () => {
    const sizes = [
      [0, 0],
      [0, 140],
      [780, 940],
    ].map(([low = 0, high = 0]) => {
      const nodes = nodesOf({
        reports: [sampleReport('b', { place: ALBY, low, high })],
        neighbours: [],
        status: null,
        own: [],
      })
      const { radiusPx = 0, haloPx = 0 } = nodeFeatures(nodes, drawing()).features[0]?.properties ?? {}
      return { radiusPx, haloPx }
    })
    expect(sizes[0]?.haloPx).toBeGreaterThan(sizes[0]?.radiusPx ?? Number.NaN)
    expect(sizes[1]?.radiusPx).toBe(sizes[0]?.radiusPx)
    expect(sizes[1]?.haloPx).toBeGreaterThan(sizes[0]?.haloPx ?? Number.NaN)
    expect(sizes[2]?.radiusPx).toBeGreaterThan(sizes[1]?.haloPx ?? Number.NaN)
  })

  test('tells class by shape, silence by a dot, and the way by itself where ways are asked for', () => {
    expect(drawn().get('Alby')?.mark).toBe('full')
    expect(drawn({ resource: 'energy' }).get('Alby')?.mark).toBe('silent')
    expect(drawn({ layer: 'ways' }).get('Alby')).toMatchObject({ mark: 'full', haloPx: 0 })
    expect(drawn().get('Älvdalen')?.mark).toBe('own')
  })

  test('keeps its kilometres wherever it lies', () => {
    expect(drawn().get('Alby')?.reachKm).toBeCloseTo(20, 1) // the projection doubles lengths at 60° N
  })
})

describe('a line', () => {
  const agreed = sampleTransfer(1, { peer: nodeIdOf('b'), phase: 'agreed', role: 'giver' })

  test('runs from giver to receiver once a transfer is agreed', () => {
    const sources = { layer: 'levels', resource: 'water' } as const
    const tie = { kind: 'transfer', from: HOME, to: ALBY }
    expect(tiesOf(valley(), { ...sources, transfers: [agreed] })).toEqual([tie])
    const taking = { ...agreed, role: 'receiver' } as const
    expect(tiesOf(valley(), { ...sources, transfers: [taking] })).toEqual([{ ...tie, from: ALBY, to: HOME }])
  })

  test.each(['offered', 'deciding', 'confirming', 'received', 'closed'] as const)(
    'does not tell of a transfer that is %s',
    (phase) => {
      const transfers = [{ ...agreed, phase }]
      expect(tiesOf(valley(), { layer: 'levels', resource: 'water', transfers })).toEqual([])
    },
  )

  test('tells who is connected where ways are asked for', () => {
    const ties = tiesOf(valley(), { layer: 'ways', resource: 'water', transfers: [agreed] })
    expect(ties).toEqual([{ kind: 'link', from: HOME, to: ALBY }])
  })

  test('begins and ends at the Nodes', () => {
    const [line] = tieFeatures([{ kind: 'link', from: HOME, to: ALBY }]).features
    expect(line?.geometry.coordinates.at(0)).toEqual([14, 61])
    expect(line?.geometry.coordinates.at(-1)).toEqual([15, 60])
  })
})

describe('outlines made for a globe', () => {
  test('run on across 180° instead of around the world', () => {
    const island = [
      [179, 70],
      [-179, 70],
      [-179, 71],
      [179, 70],
    ]
    expect(unrolledRing(island).map(([longitude]) => longitude)).toEqual([179, 181, 181, 179])
  })

  test('are closed along the edge of the map where they go around a pole', () => {
    const antarctica = [-180, -90, 0, 90, 179, -180].map((longitude) => [longitude, -75])
    const ring = unrolledRing(antarctica)
    expect(ring.at(-1)).toEqual(ring.at(0))
    expect(ring.filter(([, latitude = 0]) => latitude < -85).map(([longitude]) => longitude)).toEqual([
      180, -180,
    ])
  })
})
