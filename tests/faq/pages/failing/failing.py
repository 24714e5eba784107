# SPDX-License-Identifier: Apache-2.0
def stumble():
    return failure  # there is none


stumble()
