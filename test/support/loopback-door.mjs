// Lets this machine's own network into the loopback of a network namespace, through a socket in the file system.
// Arguments: path of the socket, port behind it.
import { connect, createServer } from 'node:net'

const [path, port] = process.argv.slice(2)
createServer((incoming) => {
  const outgoing = connect(Number(port), '127.0.0.1')
  incoming.pipe(outgoing).pipe(incoming)
  incoming.on('error', () => outgoing.destroy())
  outgoing.on('error', () => incoming.destroy())
}).listen(path, () => console.log('ready'))
process.stdin.on('end', () => process.exit(0)).resume()
