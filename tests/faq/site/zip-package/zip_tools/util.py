# SPDX-License-Identifier: Apache-2.0
def twice(number):
    return 2 * number
