"""The pages of answers: the queue, assigning, approving, correcting, replying."""
