# virDomainInfo gets one more number, at its end, where it does no harm
# P2: once released, a struct never has a field added
# header: libvirt-domain.h
# rule: struct-field-added
/^struct _virDomainInfo {/,/^};/s/^};/    unsigned long long guestTime; \/* the CPU time of the guest *\/\n};/
