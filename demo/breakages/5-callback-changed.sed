# the clock offset that an event hands over is narrowed to a long
# P4: a typedef, here of a callback, is stable
# header: libvirt-domain.h
# rule: callback-signature-changed
/(\*virConnectDomainEventRTCChangeCallback)/,/;/s/long long utcoffset/long utcoffset/
