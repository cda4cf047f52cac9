# the name of a parameter is respelled, with a hyphen
# P6: a released constant never changes its value
# header: libvirt-domain.h
# rule: macro-value-changed
s/VIR_DOMAIN_SCHEDULER_CPU_SHARES "cpu_shares"/VIR_DOMAIN_SCHEDULER_CPU_SHARES "cpu-shares"/
