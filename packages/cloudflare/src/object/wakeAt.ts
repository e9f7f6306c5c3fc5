/** The alarm of an object. */
import type { ObjectStorage } from '../platform.js'

/** Makes sure that the alarm fires at a given time or earlier. */
export const wakeAt = async (storage: ObjectStorage, time: number): Promise<void> => {
  const alarm = await storage.getAlarm()
  if (alarm === null || alarm > time) await storage.setAlarm(time)
}
