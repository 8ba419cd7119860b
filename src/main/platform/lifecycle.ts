/** Something that runs between `start` and `stop`. `stop` may be called twice, and before `start`. */
export interface Startable {
  start(): Promise<void>
  stop(): Promise<void>
}
