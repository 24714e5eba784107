# SPDX-License-Identifier: Apache-2.0
NAME = "found by its address"
