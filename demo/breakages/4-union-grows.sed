# virTypedParameter is to carry a UUID as it is, without a pointer
# P3: a union may get a member only as long as its size stays
# header: libvirt-common.h
# rule: union-size-changed
/^struct _virTypedParameter {/,/^};/s/^    } value;/        unsigned char uuid[16];     \/* type is UUID *\/\n&/
