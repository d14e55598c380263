"""A soak under mixed load: who writes, who reads, who disturbs, and what has to be true all the while."""
