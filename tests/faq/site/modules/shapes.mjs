// SPDX-License-Identifier: Apache-2.0
export const area = (width, height) => width * height;
export default { name: "shapes" };
