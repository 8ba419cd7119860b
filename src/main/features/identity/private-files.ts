/** Files of one folder that only their owner can read (mode 0600). Every adapter runs `test/conformance/private-files-suite.ts`. */
export interface PrivateFiles {
  /**
   * Write a file that did not exist: whole and durable once resolved, absent when it fails.
   *
   * @returns its path, for a person to find it
   * @throws MirrorError 'file-exists' | 'disk-full' | 'disk-read-only'
   */
  writeNew(name: string, bytes: Uint8Array): Promise<string>
  /** Remove a file; one that is not there is removed already. */
  remove(name: string): Promise<void>
}
