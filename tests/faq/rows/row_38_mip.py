# SPDX-License-Identifier: Apache-2.0
import mip


def main(tell):
    mip.install("faq-named", index="{{server}}/pi/v2")
    mip.install("{{server}}/faq_addressed.py")
    import faq_addressed
    import faq_named

    tell(faq_named.NAME)
    tell(faq_addressed.NAME)
