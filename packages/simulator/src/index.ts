/** The public names of the package. Where there are no servers, `portable.ts` is imported instead. */
export type { ConditionsOptions, Latency, WeatherOptions } from './conditions/conditions.js'
export { type Fault, faults } from './conditions/faults.js'
export type { EndpointLimit, RateLimitOptions } from './conditions/rateLimit.js'
export type { Occasion, RequestInfo } from './conditions/requestInfo.js'
export type { Sleep } from './conditions/sleep.js'
export { createSimulator } from './createSimulator.js'
export type { ScriptStep } from './domain/agents/runSession.js'
export type {
  DeclaredDatabase,
  DeclaredPage,
  DeclaredProperty,
  DeclaredRow,
  DeclaredUser,
  DeclaredWorkspace,
} from './domain/declare/types.js'
export type { ClientCredentials } from './domain/oauth/client.js'
export type { Consent } from './domain/oauth/consent.js'
export type { Quirks } from './domain/state/quirks.js'
export type { JsonObject } from './domain/values/json.js'
export type { Capabilities } from './http/capabilities.js'
export type { JournalEntry, JournalOptions } from './http/journal.js'
export type { Listening, ListenOptions } from './http/listen.js'
export type { Simulator, SimulatorOptions } from './simulator.js'
export type { Subscription, SubscriptionOptions } from './webhooks/subscription.js'
