# SPDX-License-Identifier: Apache-2.0
# Run in each interpreter that was restored from a snapshot, before anything else: what the start of an
# interpreter takes from its moment and its machine is taken anew. The snapshot has it compiled.
import logging
import random
import sys
import time

random.seed()
logging._startTime = time.time_ns()
if sys.path[:2] == ["", ""]:
    sys.path.pop(0)  # put there by every start, so by the one in the snapshot too
