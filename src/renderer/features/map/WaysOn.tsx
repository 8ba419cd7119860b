import { Button } from 'react-aria-components/Button'
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components/Menu'
import { isolate, useSay } from '../../app/messages/words.tsx'
import { resourceText } from '../../parts/resource-words.tsx'
import type { MapNode } from './map-nodes.ts'
import { askAddress, offerAddress, talkAddress } from './ways-on.ts'

interface WaysOnProps {
  readonly node: MapNode
  /** What can be offered or asked for from here; none where only the Node itself is meant. */
  readonly resources: readonly string[]
  readonly onOpen: (nodeId: string) => void
}

/** What the panel of a Node leads to, in one press less: offers and questions by resource, talk, and how it was. */
export function WaysOn({ node, resources, onOpen }: WaysOnProps) {
  const say = useSay()
  if (node.own) return null
  return (
    <MenuTrigger>
      <Button className="ways-on" aria-label={say('map.waysOn', { name: isolate(node.name) })}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="3" cy="8" r="1.4" />
          <circle cx="8" cy="8" r="1.4" />
          <circle cx="13" cy="8" r="1.4" />
        </svg>
      </Button>
      <Popover className="ways-on-popover" placement="bottom end">
        <Menu className="ways-on-menu">
          {(resources.length === 0 ? [null] : resources).flatMap((resource) => [
            <Way key={`offer ${resource}`} href={offerAddress(node, resource)}>
              {resource === null
                ? say('map.offer')
                : say('map.offerOf', { resource: resourceText(say, resource) })}
            </Way>,
            <Way key={`ask ${resource}`} href={askAddress(node, resource)}>
              {resource === null
                ? say('map.ask')
                : say('map.askOf', { resource: resourceText(say, resource) })}
            </Way>,
          ])}
          <Way href={talkAddress(node)}>{say('map.talk')}</Way>
          <MenuItem className="way-on" onAction={() => onOpen(node.nodeId)}>
            {say('map.history')}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

function Way({ href, children }: { readonly href: string; readonly children: string }) {
  return (
    <MenuItem className="way-on" href={href}>
      {children}
    </MenuItem>
  )
}
