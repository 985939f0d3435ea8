// Verifies C2SP tlog-proofs with a library that shares nothing with this project, on one core, and prints how many and
// in how much processor time. Input: a policy file, and a file of records, each an entry and its proof with their lengths
// (four bytes, big-endian) before them. It checks what a log's client checks: the proof's form, the checkpoint's
// signature and cosignatures, and that the entry is in the tree. It knows nothing of what the entry binds.
package main

import (
	"encoding/binary"
	"fmt"
	"log"
	"os"
	"runtime"
	"syscall"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	runtime.GOMAXPROCS(1)
	policyText, err := os.ReadFile(os.Args[1])
	check(err)
	policy, err := torchwood.ParsePolicy(policyText)
	check(err)
	rest, err := os.ReadFile(os.Args[2])
	check(err)
	start := processorSeconds()
	count := 0
	for ; len(rest) > 0; count++ {
		var entry, proof []byte
		entry, rest = frame(rest)
		proof, rest = frame(rest)
		check(torchwood.VerifyProof(policy, tlog.RecordHash(entry), proof))
	}
	fmt.Printf("{\"records\":%d,\"seconds\":%f}\n", count, processorSeconds()-start)
}

func frame(data []byte) (found, rest []byte) {
	length := binary.BigEndian.Uint32(data)
	return data[4 : 4+length], data[4+length:]
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &usage))
	return seconds(usage.Utime) + seconds(usage.Stime)
}

func seconds(t syscall.Timeval) float64 {
	return float64(t.Sec) + float64(t.Usec)/1e6
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
