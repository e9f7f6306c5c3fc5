/**
 * The types of fields that another field excludes. If such a field is given, the compiler error names the reason: "Type … is not
 * assignable to type 'AbsentBesideAnotherCondition'".
 *
 * They are declared enums with an empty string as their only member, so no value can be assigned, not even an empty string. Since the
 * member is falsy, `if (filter.and)` still narrows a union.
 */

/** A filter has one condition: write several as `{ and: […] }`. */
export declare enum AbsentBesideAnotherCondition {
  none = '',
}

/** A group is either `and` or `or`, and groups can be nested two levels deep. */
export declare enum AbsentBesideAConditionAndBelowTheSecondLevel {
  none = '',
}

/** A block, property, mention, icon, cover or rich text object has one type, and only the content of that type. */
export declare enum AbsentBesideAnotherType {
  none = '',
}

/** A new or moved object has one parent. */
export declare enum AbsentBesideAnotherParent {
  none = '',
}

/** A file is external, uploaded, or already attached. */
export declare enum AbsentBesideAnotherSource {
  none = '',
}

/** One request changes the content of a page in one way, given by `type`. */
export declare enum AbsentBesideAnotherChange {
  none = '',
}

/** A sort has one criterion: give several sorts for several. */
export declare enum AbsentInThisSort {
  none = '',
}

/** A comment starts a discussion on its `parent`, or continues the one of `discussion_id`. */
export declare enum AbsentBesideParent {
  none = '',
}

/** A comment starts a discussion on its `parent`, or continues the one of `discussion_id`. */
export declare enum AbsentBesideDiscussionId {
  none = '',
}

/** A comment is written as rich text or as Markdown. */
export declare enum AbsentBesideRichText {
  none = '',
}

/** A comment is written as rich text or as Markdown. */
export declare enum AbsentBesideMarkdown {
  none = '',
}

/** A session receives a message, results of actions, or the event to continue from. */
export declare enum AbsentBesideAnotherInput {
  none = '',
}

/** A grant has a code or a refresh token, as its `grant_type` says. */
export declare enum AbsentForThisGrantType {
  none = '',
}

/** A recording that is already a block cannot be moved. */
export declare enum AbsentBesideABlock {
  none = '',
}

/** `is_empty` and `is_not_empty` have no other condition beside them. */
export declare enum AbsentBesideIsEmpty {
  none = '',
}
