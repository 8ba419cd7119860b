import type { Link, MessageStream, Transport } from '../../src/main/network/transport.ts'

/** The same transport, and every message that comes in over it, as it stands once the link's cipher is off. */
export function tapped(transport: Transport, heard: (message: Uint8Array) => void): Transport {
  const links = new WeakMap<Link, Link>()
  const tapLink = (link: Link): Link => {
    const known = links.get(link) ?? tappedLink(link, heard)
    links.set(link, known)
    return known
  }
  return {
    nodeId: transport.nodeId,
    topic: transport.topic,
    start: () => transport.start(),
    stop: () => transport.stop(),
    addresses: () => transport.addresses(),
    accept: (protocols) => transport.accept(protocols),
    dial: async (addresses, signal) => tapLink(await transport.dial(addresses, signal)),
    dialStraight: async (addresses, signal) => tapLink(await transport.dialStraight(addresses, signal)),
    onLink: (listener) => transport.onLink((link) => listener(tapLink(link))),
    onSighting: (listener) => transport.onSighting(listener),
  }
}

function tappedLink(link: Link, heard: (message: Uint8Array) => void): Link {
  const tap = (stream: MessageStream): MessageStream => tappedStream(stream, heard)
  return {
    remote: link.remote,
    direction: link.direction,
    security: link.security,
    remoteAddress: link.remoteAddress,
    admit: () => link.admit(),
    open: async (protocol, signal) => tap(await link.open(protocol, signal)),
    onStream: (listener) =>
      link.onStream(({ protocol, stream }) => listener({ protocol, stream: tap(stream) })),
    close: () => link.close(),
    onClose: (listener) => link.onClose(listener),
  }
}

function tappedStream(stream: MessageStream, heard: (message: Uint8Array) => void): MessageStream {
  return {
    send: (message) => stream.send(message),
    get queuedBytes() {
      return stream.queuedBytes
    },
    onIdle: (listener) => stream.onIdle(listener),
    onMessage: (listener) =>
      stream.onMessage((message) => {
        heard(message)
        listener(message)
      }),
    onClose: (listener) => stream.onClose(listener),
    close: () => stream.close(),
  }
}
