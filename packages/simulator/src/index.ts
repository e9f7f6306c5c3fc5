export type { ScriptStep } from './agents/script.js'
export { createSimulator, type ListenOptions, type Simulator, type SimulatorOptions } from './createSimulator.js'
export type {
  DeclaredDatabase,
  DeclaredPage,
  DeclaredProperty,
  DeclaredRow,
  DeclaredUser,
  DeclaredWorkspace,
} from './declare/types.js'
export type { JsonObject } from './json.js'
export type { Consent } from './routes/oauth.js'
export type { Capabilities } from './server/capabilities.js'
export { type Fault, faults } from './server/faults.js'
export type { JournalEntry } from './server/journal.js'
export type { Listening } from './server/listen.js'
export type { Occasion } from './server/occasion.js'
export type { EndpointLimit, RateLimitOptions } from './server/rateLimit.js'
export type { ClientCredentials } from './server/route.js'
export type { Sleep } from './server/sleep.js'
export type { Latency, WeatherOptions } from './server/weather.js'
export type { Subscription, SubscriptionOptions } from './webhooks/hub.js'
