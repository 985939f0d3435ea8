package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/asn1"
	"fmt"
	"math/big"
)

// block is common.Block, decoded as far as it is checked.
type block struct {
	number       uint64
	previousHash []byte
	dataHash     []byte
	data         [][]byte
	signatures   message
	flags        []byte
}

func parseBlock(encoded []byte) (*block, error) {
	outer, err := parseMessage(encoded)
	if err != nil {
		return nil, err
	}
	header, err := outer.nested(1)
	if err != nil {
		return nil, err
	}
	data, err := outer.nested(2)
	if err != nil {
		return nil, err
	}
	metadata, err := outer.nested(3)
	if err != nil {
		return nil, err
	}
	entries := metadata.all(1)
	if len(entries) != 5 {
		return nil, fmt.Errorf("%d metadata entries instead of 5", len(entries))
	}
	signatures, err := parseMessage(entries[0])
	if err != nil {
		return nil, err
	}
	return &block{
		number:       header.varint(1),
		previousHash: header.bytes(2),
		dataHash:     header.bytes(3),
		data:         data.all(1),
		signatures:   signatures,
		flags:        entries[2],
	}, nil
}

func (b *block) headerBytes() []byte {
	encoded, err := asn1.Marshal(struct {
		Number       *big.Int
		PreviousHash []byte
		DataHash     []byte
	}{new(big.Int).SetUint64(b.number), b.previousHash, b.dataHash})
	if err != nil {
		panic(err)
	}
	return encoded
}

func (b *block) headerHash() []byte {
	sum := sha256.Sum256(b.headerBytes())
	return sum[:]
}

func (b *block) checkHeader(number uint64, previous []byte) error {
	if b.number != number {
		return fmt.Errorf("is numbered %d", b.number)
	}
	if !bytes.Equal(b.previousHash, previous) {
		return fmt.Errorf("does not follow the block before it")
	}
	sum := sha256.Sum256(bytes.Join(b.data, nil))
	if !bytes.Equal(b.dataHash, sum[:]) {
		return fmt.Errorf("data hash does not match the data")
	}
	return nil
}

// checkSignatures demands a BFT quorum of distinct consenters, each over metadata value, own header and block header.
func (b *block) checkSignatures(network *configuration) (int, error) {
	signers := map[uint64]bool{}
	for _, encoded := range b.signatures.all(2) {
		signature, err := parseMessage(encoded)
		if err != nil {
			return 0, err
		}
		identifier, err := signature.nested(3)
		if err != nil {
			return 0, err
		}
		id := identifier.varint(1)
		certificate, known := network.consenters[id]
		if !known {
			return 0, fmt.Errorf("signed by the unknown orderer %d", id)
		}
		signed := bytes.Join([][]byte{b.signatures.bytes(1), signature.bytes(3), b.headerBytes()}, nil)
		if err := checkSignature(certificate, signed, signature.bytes(2)); err != nil {
			return 0, fmt.Errorf("orderer %d: %w", id, err)
		}
		signers[id] = true
	}
	if len(signers) < network.quorum() {
		return 0, fmt.Errorf("%d orderers signed, %d are needed", len(signers), network.quorum())
	}
	return len(signers), nil
}
