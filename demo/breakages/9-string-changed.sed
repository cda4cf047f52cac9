# a parameter's name gets the spelling of its neighbours
# P6: a released constant never changes its value
# header: libvirt-domain.h
# rule: macro-value-changed
s/VIR_DOMAIN_SCHEDULER_CPU_SHARES "cpu_shares"/VIR_DOMAIN_SCHEDULER_CPU_SHARES "cpu-shares"/
