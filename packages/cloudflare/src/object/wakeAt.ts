/** The alarm of an object. */
import type { ObjectStorage } from '../platform.js'

/** Sees to it that the object is woken, at a time or before it. */
export const wakeAt = async (storage: ObjectStorage, time: number): Promise<void> => {
  const alarm = await storage.getAlarm()
  if (alarm === null || alarm > time) await storage.setAlarm(time)
}
