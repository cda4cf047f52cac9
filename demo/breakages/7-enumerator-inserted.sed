# a new state goes where it belongs, next to its like, and the rest moves up
# P5: a released value is never renumbered
# header: libvirt-domain.h
# rule: enumerator-value-changed
/VIR_DOMAIN_NOSTATE = 0/,/^} virDomainState;/{
s/PMSUSPENDED = 7/PMSUSPENDED = 8/
s/CRASHED = 6/CRASHED = 7/
s/SHUTOFF = 5/SHUTOFF = 6/
s/SHUTDOWN= 4/SHUTDOWN= 5/
s/^    VIR_DOMAIN_PAUSED  = 3.*/&\n    VIR_DOMAIN_SAVED   = 4,     \/* the domain is saved to a file *\//
}
