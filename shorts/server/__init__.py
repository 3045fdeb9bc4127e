"""What stands between the network and the studio: who may talk to it, how much, and what leaves."""
