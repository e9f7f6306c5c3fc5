/** The configuration of chart views in requests. */
import type { RequestOf } from './requestOf.js'
import type { ChartAggregation, ChartConfiguration, ReferenceLine } from './viewChart.js'
import type { GroupByRequest } from './viewGroupByRequest.js'

/** An aggregation of a property. */
export interface ChartAggregationRequest extends RequestOf<ChartAggregation> {}

/** A reference line of a chart. */
export interface ReferenceLineRequest extends RequestOf<Omit<ReferenceLine, 'id'>> {
  /** The id of an existing line. */
  readonly id?: string | undefined
}

interface NestedRequests {
  /** The grouping of the rows. */
  readonly x_axis?: GroupByRequest | null | undefined
  /** The aggregation of each group. */
  readonly y_axis?: ChartAggregationRequest | null | undefined
  /** The aggregation of a `number` chart. */
  readonly value?: ChartAggregationRequest | null | undefined
  /** The grouping of each column, bar or line. */
  readonly stack_by?: GroupByRequest | null | undefined
  /** The reference lines. */
  readonly reference_lines?: ReadonlyArray<ReferenceLineRequest> | null | undefined
}

/** The configuration of a chart view; `null` resets a setting to its default. */
export interface ChartConfigurationRequest
  extends RequestOf<Omit<ChartConfiguration, keyof NestedRequests>>,
    NestedRequests {}
