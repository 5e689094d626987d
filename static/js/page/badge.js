// The dot on the app's icon: whether this browser has one, and the setting that says whether it is wanted.

/** A setting of this device: false where a person wants no dot. */
export const BADGE = 'badge';

/** Whether this browser has such a dot. */
export const hasBadge = () => 'setAppBadge' in navigator;
