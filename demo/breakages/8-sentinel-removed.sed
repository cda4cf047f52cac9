# the value that says where an enum ends is taken for an unused one
# P5: every enumeration has a _LAST value, which may only grow
# header: libvirt-domain.h
# rule: sentinel-removed
/^    VIR_DOMAIN_RUNNING_LAST /d
