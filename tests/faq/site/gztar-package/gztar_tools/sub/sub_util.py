# SPDX-License-Identifier: Apache-2.0
def half(number):
    return number // 2
