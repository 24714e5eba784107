// SPDX-License-Identifier: Apache-2.0
module.exports = { util: 1 };
