import type { ReactNode } from 'react'
import { useSay } from '../../app/messages/words.tsx'
import { Action } from '../../ui/Action.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import type { MapLayer } from './node-features.ts'

interface MapLegendProps {
  readonly layer: MapLayer
  /** Leads to the table that says the same. */
  readonly onTable: () => void
}

/** What the marks mean. */
export function MapLegend({ layer, onTable }: MapLegendProps) {
  const say = useSay()
  return (
    <p className="legend map-legend">
      {layer === 'levels' ? <Levels /> : <Ways />}
      <Item>{say('map.legendFade')}</Item>
      <Item>{say('map.legendCrowd')}</Item>
      <Item sign={<OwnMark />}>{say('map.legendHere')}</Item>
      <Action kind="quiet" onPress={onTable}>
        {say('map.asTable')}
      </Action>
    </p>
  )
}

function Levels() {
  const say = useSay()
  return (
    <>
      <Item sign={<StateMark shape="full" />}>{say('state.surplus')}</Item>
      <Item sign={<StateMark shape="ring" />}>{say('state.enough')}</Item>
      <Item sign={<StateMark shape="broken" />}>{say('state.deficit')}</Item>
      <Item sign={<SilentMark />}>{say('map.legendSilent')}</Item>
      <Item>{say('map.legendRing')}</Item>
      <Item sign={<Line kind="transfer" />}>{say('map.legendTransfer')}</Item>
    </>
  )
}

function Ways() {
  const say = useSay()
  return (
    <>
      <Item sign={<StateMark shape="full" />}>{say('map.legendStraight')}</Item>
      <Item sign={<StateMark shape="ring" />}>{say('map.legendOver')}</Item>
      <Item sign={<SilentMark />}>{say('map.legendUnheard')}</Item>
      <Item sign={<Line kind="link" />}>{say('map.legendLink')}</Item>
    </>
  )
}

function Item({ sign, children }: { readonly sign?: ReactNode; readonly children: string }) {
  return (
    <span>
      {sign} {children}
    </span>
  )
}

function OwnMark() {
  return (
    <svg className="mark mark-own" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6" />
      <circle cx="8" cy="8" r="1.6" />
    </svg>
  )
}

function SilentMark() {
  return (
    <svg className="mark mark-silent" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="3.5" />
    </svg>
  )
}

function Line({ kind }: { readonly kind: 'transfer' | 'link' }) {
  return (
    <svg className={`map-line map-line-${kind}`} viewBox="0 0 24 8" aria-hidden="true">
      <path d="M1 4h22" />
    </svg>
  )
}
