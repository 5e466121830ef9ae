/** Of the JSON that schedules are saved in; a file of a newer one is not read. */
export const scheduleVersion = 1;
