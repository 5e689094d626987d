// A setting of this device: {day, guide, pain} of the last practice that was left for its day because of pain.

export const LEFT = 'left';
