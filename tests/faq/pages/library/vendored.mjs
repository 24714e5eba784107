// SPDX-License-Identifier: Apache-2.0
// Stands for a copy of the library that lies in the project.
export const version = "a copy in the project";
