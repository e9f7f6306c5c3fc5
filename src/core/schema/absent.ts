/**
 * The types of fields that another field excludes. The compiler says "Type … is not assignable to type
 * 'AbsentBesideAnotherCondition'" of one that is given, where `undefined` alone would name nothing.
 *
 * None of them has a value. The member that is an empty string makes it so: no other type fits an enum, not even the empty
 * string itself. And since it is falsy, `if (filter.and)` still tells the members of a union apart.
 */

/** A filter has one condition: write several as `{ and: […] }`. */
export declare enum AbsentBesideAnotherCondition {
  none = '',
}

/** `and` and `or` stand alone, and a group in a group has no third one in it. */
export declare enum AbsentBesideAConditionAndBelowTheSecondLevel {
  none = '',
}

/** A block, a property, a mention, an icon and a run of rich text have one type each, and the content of that type alone. */
export declare enum AbsentBesideAnotherType {
  none = '',
}

/** What is new, or moved, has one parent. */
export declare enum AbsentBesideAnotherParent {
  none = '',
}

/** A file is at an address, uploaded, or attached already. */
export declare enum AbsentBesideAnotherSource {
  none = '',
}

/** The content of a page is changed in one way per request, which `type` names. */
export declare enum AbsentBesideAnotherChange {
  none = '',
}

/** A sort is by one thing: write several for several. */
export declare enum AbsentInThisSort {
  none = '',
}

/** A comment begins a discussion on its `parent`, or goes on with the one of `discussion_id`. */
export declare enum AbsentBesideParent {
  none = '',
}

/** A comment begins a discussion on its `parent`, or goes on with the one of `discussion_id`. */
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

/** A session is given a message, answers to its actions, or the event to go on from. */
export declare enum AbsentBesideAnotherInput {
  none = '',
}

/** A grant has a code or a refresh token, as its `grant_type` says. */
export declare enum AbsentForThisGrantType {
  none = '',
}

/** A recording that is a block stays where it is. */
export declare enum AbsentBesideABlock {
  none = '',
}

/** `is_empty` and `is_not_empty` compare with nothing. */
export declare enum AbsentBesideIsEmpty {
  none = '',
}
